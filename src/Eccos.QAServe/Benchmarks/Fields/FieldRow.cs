using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>One row of a file by the names of its fields, whatever the file's form; what is missing or of another type is an error that says where.</summary>
internal abstract class FieldRow(string file, long line)
{
    /// <summary>The text of a field; null when there is no such field, or nothing in it.</summary>
    public abstract string? Find(string field);

    /// <summary>The texts of a field that holds a list; null when there is no such field.</summary>
    /// <exception cref="QAServeFormatException">The field holds something else.</exception>
    public abstract IReadOnlyList<string>? FindList(string field);

    /// <exception cref="QAServeFormatException">There is no such field.</exception>
    public string Text(string field) => Find(field) ?? throw Problem(field, "is missing or empty.");

    /// <exception cref="QAServeFormatException">There is no such field, or it holds no list.</exception>
    public IReadOnlyList<string> List(string field) => FindList(field) ?? throw Problem(field, "is missing; it holds a list.");

    /// <summary>An error in a field, or in the row as a whole.</summary>
    public QAServeFormatException Problem(string? field, string problem) =>
        new($"{file}, line {line}{(field is null ? "" : $", field '{field}'")}: {problem}");
}
