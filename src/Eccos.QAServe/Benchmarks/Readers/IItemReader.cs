namespace Eccos.QAServe;

/// <summary>Makes a benchmark item of a row.</summary>
internal interface IItemReader
{
    /// <summary>The columns of a CSV file that has no header; null when it must have one.</summary>
    IReadOnlyList<string>? Header => null;

    /// <summary>The item, without the id it gets when the row states none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="id">An id made of the benchmark's name and the row's number.</param>
    BenchmarkItem Read(FieldRow row, string id);
}
