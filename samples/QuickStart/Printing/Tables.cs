using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>The look the tables share: the first column to the left, figures to the right, nothing wrapped.</summary>
internal static class Tables
{
    public static Table New(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(title));
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column))
            {
                Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right,
                NoWrap = true,
            });
        }

        return table;
    }

    /// <summary>Adds a row of plain text: names of endpoints may hold brackets.</summary>
    public static void AddRow(Table table, params ReadOnlySpan<string> cells)
    {
        var texts = new Text[cells.Length];
        for (var k = 0; k < cells.Length; k++)
            texts[k] = new Text(cells[k]);
        table.AddRow(texts);
    }
}
