using Eccos.Experiments;

return await ExperimentsApp.RunAsync(args, Console.Out, Console.Error);
