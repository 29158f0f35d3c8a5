namespace Eccos.QAServe;

/// <summary>A record of a CSV file with the names of its header.</summary>
internal sealed class CsvRow(IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> values, string file, long line) : FieldRow(file, line)
{
    public override string? Find(string field) => columns.TryGetValue(field, out var place) && values[place].Length > 0 ? values[place] : null;

    public override IReadOnlyList<string>? FindList(string field)
    {
        if (Find(field) is not { } text)
            return null;
        return !text.TrimStart().StartsWith('[') ? [text]
            : ListLiteral.TryParse(text, out var items) ? items
            : throw Problem(field, $"is '{text}'; a list is written as JSON or as Python writes it.");
    }
}
