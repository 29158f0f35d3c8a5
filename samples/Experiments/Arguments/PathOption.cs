using System.CommandLine;

namespace Eccos.Experiments.Arguments;

/// <summary>Options that name files and folders, checked before any work begins.</summary>
internal static class PathOption
{
    /// <summary>A file that must be there.</summary>
    public static Option<FileInfo> Existing(string name, string description) =>
        Create(name, description, path => File.Exists(path) ? null : "there is no such file", path => new FileInfo(path));

    /// <summary>A file to write; its folder is made when it is missing.</summary>
    public static Option<FileInfo> Output(string name, string description) =>
        Create(name, description, path => Directory.Exists(path) ? "that is a folder, and a file is to be written" : ParentProblem(path), path => new FileInfo(path));

    /// <summary>A folder to write into; it is made when it is missing.</summary>
    public static Option<DirectoryInfo> OutputFolder(string name, string description) =>
        Create(name, description, path => File.Exists(path) ? "that is a file, and a folder is to be written into" : ParentProblem(path), path => new DirectoryInfo(path));

    private static Option<T> Create<T>(string name, string description, Func<string, string?> problem, Func<string, T> open) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var path = result.Tokens[0].Value;
            if ((string.IsNullOrWhiteSpace(path) ? "a path is needed" : problem(path)) is not { } breach)
                return open(path);
            result.AddError($"{name} is '{path}'; {breach}.");
            return default;
        },
    };

    private static string? ParentProblem(string path)
    {
        for (var above = Path.GetDirectoryName(Path.GetFullPath(path)); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                return $"'{above}' is a file";
        }

        return null;
    }
}
