using System.Globalization;
using Eccos.QAServe;
using Spectre.Console;

namespace Eccos.Experiments.Terminals;

/// <summary>Tables for people: names to the left, figures to the right.</summary>
internal static class ReportTable
{
    public static Table Create(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right });
        return table;
    }

    /// <summary>A figure, or a dash where there is none.</summary>
    public static string Format(double? value, string format) => value is { } known && double.IsFinite(known) ? known.ToString(format, CultureInfo.InvariantCulture) : "-";

    /// <summary>A relative change with its sign, or a dash where there is none.</summary>
    public static string Change(double change) => Format(change, "+0.0 %;-0.0 %;0.0 %");

    /// <summary>The same with its interval.</summary>
    public static string Change(double change, ConfidenceInterval interval) => double.IsFinite(change) ? $"{Change(change)} ({Change(interval.Lower)} to {Change(interval.Upper)})" : "-";
}
