using QuickStart.Synthetic.Knowledge;

namespace Eccos.QuickStart.Tests.Synthetic;

public sealed class KnowledgeQuestionGeneratorTests
{
    private static readonly KnowledgeQuestion[] _questions = Questions(2000, 3);

    [Test]
    public void Answer_OfManyQuestions_IsWhatTheFactsSayWhenTheTextIsReadBackwards()
    {
        foreach (var question in _questions)
            Assert.That(question.Answer, Is.EqualTo(ByReading(question)), question.Text);
    }

    [Test]
    public void Answers_OfTheSameQuestion_NeverContradictEachOther()
    {
        var answers = _questions.GroupBy(question => (question.Base.Domain.Subject, question.Entity, string.Join(',', question.Links), question.Attribute));

        Assert.That(answers.Where(group => group.Count() > 1), Is.Not.Empty);
        foreach (var group in answers)
            Assert.That(group.Select(question => question.Options[question.Answer[0] - 'A']).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Options_OfManyQuestions_Differ() =>
        Assert.That(_questions.All(question => question.Options.Distinct().Count() == question.Options.Count && question.Options.Count is >= 4 and <= 6));

    [Test]
    public void Entity_OfManyQuestions_IsWellKnownMoreOftenThanRare() =>
        Assert.That(_questions.Count(question => question.Entity < 10), Is.GreaterThan(2 * _questions.Count(question => question.Entity >= 25)));

    [Test]
    public void Difficulty_RarerEntityOrOneMoreLink_IsHigher()
    {
        var easy = _questions[0] with { Entity = 0, Links = [] };

        Assert.That((easy with { Entity = 1 }).Difficulty, Is.GreaterThan(easy.Difficulty));
        Assert.That((easy with { Links = [0] }).Difficulty, Is.GreaterThan(easy.Difficulty));
    }

    private static KnowledgeQuestion[] Questions(int count, int seed)
    {
        var random = new Random(seed);
        var generator = new KnowledgeQuestionGenerator(random);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next(random))];
    }

    // Finds the entity at the end of the question, follows the links from right to left, and looks for the value among the lettered lines.
    private static string ByReading(KnowledgeQuestion question)
    {
        var known = question.Base;
        var lines = question.Text.Split('\n');
        var rest = lines[0].TrimEnd('?', '.');
        var entity = Enumerable.Range(0, known.Entities.Length).Single(e => rest.EndsWith(" of " + known.Entities[e], StringComparison.Ordinal));
        rest = rest[..^(" of " + known.Entities[entity]).Length];
        for (var link = 0; link >= 0;)
        {
            link = Array.FindIndex(known.Domain.Links, phrase => rest.EndsWith("the " + phrase, StringComparison.Ordinal));
            if (link < 0)
                continue;
            entity = known.Follow(entity, link);
            rest = rest[..^(" of the " + known.Domain.Links[link]).Length];
        }

        var attribute = known.Domain.Attributes.Index().Single(entry => rest.Contains(entry.Item.Name, StringComparison.Ordinal)).Index;
        return lines.Skip(1).Single(line => line[3..] == known.Value(entity, attribute))[..1];
    }
}
