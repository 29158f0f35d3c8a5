using Eccos.Observations;
using QuickStart.Synthetic;

namespace Eccos.QuickStart.Tests.Synthetic;

public sealed class SyntheticRecordsTests
{
    private const int Count = 4000;
    private static readonly IReadOnlyList<QAServeRecord> _records = SyntheticRecords.Generate(Count, 11);
    private static readonly Question[] _questions = [.. SyntheticRecords.Questions(Count, 11)];

    [Test]
    public async Task Generate_SameSeed_GivesTheSameFile()
    {
        var first = await FileOfAsync(SyntheticRecords.Generate(300, seed: 4));
        var again = await FileOfAsync(SyntheticRecords.Generate(300, seed: 4));
        var other = await FileOfAsync(SyntheticRecords.Generate(300, seed: 5));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Generate_WrittenAndRead_GivesTheSameRecords()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "synthetic-round-trip.jsonl.gz");
        try
        {
            var written = await QAServeFile.WriteAsync(path, _records.ToAsyncEnumerable());
            var read = await QAServeFile.ReadAsync(path).ToListAsync();

            Assert.That(written, Is.EqualTo(Count));
            Assert.That(read.Select(record => record with { Outputs = [] }), Is.EqualTo(_records.Select(record => record with { Outputs = [] })));
            Assert.That(read.SelectMany(record => record.Outputs), Is.EqualTo(_records.SelectMany(record => record.Outputs)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Generate_ManyRecords_HaveTextsThatDifferAndKeepTheAnswers()
    {
        Assert.That(_records.Select(record => record.Query), Is.Unique);
        Assert.That(_records.Select(record => (record.Query, record.Answer)), Is.EqualTo(_questions.Select(question => (question.Text, (string?)question.Answer))));
    }

    [Test]
    public void Generate_ManyRecords_SucceedAsOftenAsTheProbabilitiesSay()
    {
        for (var j = 0; j < SyntheticPool.All.Length; j++)
        {
            double[] probability = [.. _questions.Select(SyntheticPool.All[j].SuccessProbability)];
            var fiveSigma = 5 * Math.Sqrt(probability.Sum(p => p * (1 - p))) / Count;
            Assert.That(_records.Average(record => record.Outputs[j].Correct), Is.EqualTo(probability.Average()).Within(fiveSigma), SyntheticPool.All[j].Name);
        }
    }

    [Test]
    public void Generate_HarderHalf_SucceedsLessAndTakesMoreTokens()
    {
        var order = Enumerable.Range(0, Count).Where(i => _questions[i].Subject == Subject.Arithmetic).OrderBy(i => _questions[i].Difficulty).ToList();
        var (easy, hard) = (order[..(order.Count / 2)], order[(order.Count / 2)..]);

        for (var j = 0; j < SyntheticPool.All.Length; j++)
        {
            Assert.That(Mean(hard, j, output => output.Correct), Is.LessThan(Mean(easy, j, output => output.Correct)));
            Assert.That(Mean(hard, j, output => output.OutputTokens!.Value), Is.GreaterThan(Mean(easy, j, output => output.OutputTokens!.Value)));
        }
    }

    [Test]
    public void Generate_Cost_FollowsFromTokensAndPrices()
    {
        foreach (var record in _records.Take(100))
        {
            foreach (var (output, endpoint) in record.Outputs.Zip(SyntheticPool.All))
            {
                var usd = ((record.InputTokens!.Value * endpoint.Prices.Input) + (output.OutputTokens!.Value * endpoint.Prices.Output)) / 1e6;
                Assert.That(output.CostUsd, Is.EqualTo(usd).Within(1e-15));
            }
        }
    }

    private static double Mean(List<int> records, int endpoint, Func<QAServeOutput, double> label) => records.Average(i => label(_records[i].Outputs[endpoint]));

    private static async Task<byte[]> FileOfAsync(IReadOnlyList<QAServeRecord> records)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "synthetic-seed.jsonl");
        try
        {
            await QAServeFile.WriteAsync(path, records.ToAsyncEnumerable());
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
