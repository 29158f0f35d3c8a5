namespace Eccos.QAServe;

/// <summary>What a collector works with.</summary>
internal sealed record CollectorServices(QAServeCollectorOptions Options, IFailureClassifier Failures, ITokenCounter? Counter, TimeProvider Time, CollectorLog Log)
{
    /// <summary>Grades an answer and writes the grade down.</summary>
    public async Task<Grade> GradeAsync(Journal journal, BenchmarkItem item, string endpoint, string response, CancellationToken cancellationToken)
    {
        var grade = await Options.Graders[item.Kind].GradeAsync(item, response, cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync(new JournalLine { Kind = JournalLine.Grade, Item = item.Id, Endpoint = endpoint, Score = grade.Score, Extracted = grade.Extracted }).ConfigureAwait(false);
        return grade;
    }
}
