namespace Eccos.Predictors;

/// <summary>By what a change of a file is noticed; behind a symbolic link, of the file that it leads to in the end.</summary>
/// <param name="Length">Its bytes; -1 when it is missing.</param>
/// <param name="LastWriteUtc">When it was last written.</param>
internal readonly record struct FileStamp(long Length, DateTime LastWriteUtc)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
    }
}
