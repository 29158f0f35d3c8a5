namespace Eccos.Predictors;

/// <summary>One fold: the rest of the queries to fit to, and the fold's own, which the encoder has not seen, to forecast.</summary>
/// <param name="Set">The rest.</param>
/// <param name="Encoding">Fitted to the rest.</param>
/// <param name="Vectors">The rest, encoded.</param>
/// <param name="Memory">The rest, to search in.</param>
/// <param name="RestRows">The rest's rows in the whole set.</param>
/// <param name="Held">The fold.</param>
/// <param name="Rows">The fold's rows in the whole set.</param>
/// <param name="HeldVectors">The fold, encoded.</param>
/// <param name="HeldMemory">The fold, to tune on.</param>
internal sealed record FoldSample(
    TrainingSet Set,
    QueryEncoding Encoding,
    DenseMatrix Vectors,
    ObservationMemory Memory,
    int[] RestRows,
    TrainingSet Held,
    int[] Rows,
    DenseMatrix HeldVectors,
    ObservationMemory HeldMemory)
{
    /// <summary>Writes what learners fitted to the rest say of the fold into the rows of the whole set.</summary>
    public void Forecast(BaseLearners learners, BaseForecast whole, ParallelOptions parallel)
    {
        var m = whole.EndpointCount;
        var own = new BaseForecast(learners.Count, Rows.Length, m, learners.SourceCount);
        learners.Forecast([.. Held.Records.Select(record => record.Query)], HeldVectors.Values, own, added: null, parallel);
        for (var i = 0; i < Rows.Length; i++)
        {
            whole.Twins[Rows[i]] = own.Twins[i].Row < 0 ? Twin.None : own.Twins[i] with { Row = RestRows[own.Twins[i].Row] };
            own.SourcesOf(i).CopyTo(whole.SourcesOf(Rows[i]));
        }

        for (var l = 0; l < learners.Count; l++)
        {
            for (var i = 0; i < Rows.Length; i++)
            {
                own.Logits[l].AsSpan(i * m, m).CopyTo(whole.Logits[l].AsSpan(Rows[i] * m));
                own.Amounts[l].AsSpan(i * m, m).CopyTo(whole.Amounts[l].AsSpan(Rows[i] * m));
            }
        }
    }
}
