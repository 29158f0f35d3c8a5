namespace Eccos.Predictors;

/// <summary>By what a change of a file is noticed.</summary>
/// <param name="Length">Its bytes; -1 when it is missing.</param>
/// <param name="LastWriteUtc">When it was last written.</param>
internal readonly record struct FileStamp(long Length, DateTime LastWriteUtc)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
    }
}
