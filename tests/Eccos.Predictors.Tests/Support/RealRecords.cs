using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>The real records, which are not part of the repository; a test that needs them is reported as skipped where they are absent.</summary>
internal static class RealRecords
{
    private const string Variable = "ECCOS_DATA";

    public static async Task<TrainingSet> ReadAsync(string file)
    {
        var records = new List<QAServeRecord>();
        await foreach (var record in QAServeFile.ReadAsync(Path.Combine(Folder(), file)))
            records.Add(record);
        return Sets.Of(records);
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
                return data;
        }

        Assert.Ignore($"There is no folder shared/data above the tests, and {Variable} is not set.");
        return "";
    }
}
