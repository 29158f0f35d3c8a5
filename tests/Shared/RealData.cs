namespace Eccos.Testing;

/// <summary>
/// Finds the real routing records, which are not part of the repository: in the folder that the environment variable ECCOS_DATA names,
/// or else in the nearest <c>shared/data</c> folder above the test program.
/// </summary>
internal static class RealData
{
    private const string Variable = "ECCOS_DATA";

    /// <summary>The path of a record file's development part.</summary>
    /// <param name="name">The file's name up to its first dot, such as <c>zeroeval_reasoning</c>.</param>
    /// <returns>The path of an existing file; where there is none, the running test is reported as skipped with the reason.</returns>
    public static string File(string name) => Locate(name + ".dev.jsonl.gz");

    /// <summary>The path of the endpoint cards that belong to the record files.</summary>
    /// <returns>The path of an existing file; where there is none, the running test is reported as skipped with the reason.</returns>
    public static string Models() => Locate("models.json");

    private static string Locate(string file)
    {
        var folder = Folder();
        var path = Path.Combine(folder, file);
        if (!System.IO.File.Exists(path))
            throw new IgnoreException($"There is no {file} in {folder}; set {Variable} to the folder of the real records to run this test.");
        return path;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named)
                ? Path.GetFullPath(named)
                : throw new IgnoreException($"{Variable} names the folder {named}, which does not exist.");
        }

        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var candidate = Path.Combine(above.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new IgnoreException(
            $"There is no folder shared/data above {AppContext.BaseDirectory} and {Variable} is not set; set it to the folder of the real records to run this test.");
    }
}
