using System.Text;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>A Markdown table: the first column to the left, figures to the right.</summary>
internal sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    public MarkdownTable(params ReadOnlySpan<string> columns)
    {
        Add(columns);
        _text.Append('|');
        for (var k = 0; k < columns.Length; k++)
            _text.Append(k == 0 ? "---|" : "---:|");
        _text.AppendLine();
    }

    public MarkdownTable Add(params ReadOnlySpan<string> cells)
    {
        _text.Append('|');
        foreach (var cell in cells)
            _text.Append(' ').Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        _text.AppendLine();
        return this;
    }

    public override string ToString() => _text.ToString();
}
