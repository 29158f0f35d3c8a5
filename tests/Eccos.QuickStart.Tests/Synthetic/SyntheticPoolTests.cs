using QuickStart.Synthetic;

namespace Eccos.QuickStart.Tests.Synthetic;

public sealed class SyntheticPoolTests
{
    private static readonly Question[] _questions = [.. SyntheticRecords.Questions(3000, 5)];

    [Test]
    public void Pool_FromCheapToDear_AnswersMore()
    {
        var byPrice = SyntheticPool.All.OrderBy(endpoint => endpoint.Prices.Output).ToList();
        var success = byPrice.Select(endpoint => _questions.Average(endpoint.SuccessProbability)).ToList();

        Assert.That(byPrice.Select(endpoint => endpoint.Prices.Output), Is.Unique);
        Assert.That(success, Is.Ordered.Ascending, string.Join(" ", success));
    }

    [Test]
    public void Pool_InEverySubject_HasACheapEndpointThatBeatsADearerOne()
    {
        foreach (var subject in Enum.GetValues<Subject>())
        {
            var bySubject = SyntheticPool.All.OrderBy(endpoint => endpoint.Prices.Output).Select(endpoint => endpoint.Skills[(int)subject]).ToList();
            Assert.That(bySubject, Is.Not.Ordered.Ascending, $"{subject}: reading the query would not pay");
        }
    }

    [Test]
    public void SuccessProbability_HarderQuestion_IsLower()
    {
        var byDifficulty = _questions.Where(question => question.Subject == Subject.History).DistinctBy(question => question.Difficulty).OrderBy(question => question.Difficulty);

        foreach (var endpoint in SyntheticPool.All)
            Assert.That(byDifficulty.Select(endpoint.SuccessProbability), Is.Ordered.Descending);
    }

    [Test]
    public void SuccessProbability_SkillEqualToDifficulty_IsOneHalf()
    {
        var question = new Question(Subject.Biology, "", "", SyntheticPool.All[0].Skills[(int)Subject.Biology]);

        Assert.That(SyntheticPool.All[0].SuccessProbability(question), Is.EqualTo(0.5).Within(1e-12));
    }
}
