namespace Eccos.QAServe.Tests.Simulating;

/// <summary>Draws exponentially distributed times of service.</summary>
internal sealed class DrawnService(double meanSeconds, int seed) : IServiceModel
{
    private readonly Random _random = new(seed);

    public Service Serve(Placement placement) => new(TimeSpan.FromSeconds(-meanSeconds * Math.Log(1 - _random.NextDouble())));
}
