namespace QuickStart.Synthetic.Knowledge;

/// <summary>Makes questions about the invented domains; well-known entities are asked about more often than rare ones.</summary>
internal sealed class KnowledgeQuestionGenerator(Random facts)
{
    private static readonly string[] _forms = ["What is the {attribute} of {path}?", "Name the {attribute} of {path}.", "Which {attribute} is that of {path}?"];

    private readonly KnowledgeBase[] _bases = [.. Domains.All.Select(domain => new KnowledgeBase(domain, facts))];

    public KnowledgeQuestion Next(Random random)
    {
        var known = random.Pick(_bases);
        var entity = random.NextRank(known.Entities.Length);
        int[] links = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(known.Domain.Links.Length))];
        var attribute = random.Next(known.Domain.Attributes.Length);

        var right = known.Value(links.Aggregate(entity, known.Follow), attribute);
        string[] wrong = [.. known.Domain.Attributes[attribute].Values.Where(value => value != right)];
        random.Shuffle(wrong);
        string[] options = [right, .. wrong.Take(random.Next(3, 6))];
        random.Shuffle(options);

        var path = links.Aggregate(known.Entities[entity], (path, link) => $"the {known.Domain.Links[link]} of {path}");
        var question = random.Pick(_forms)
            .Replace("{attribute}", known.Domain.Attributes[attribute].Name, StringComparison.Ordinal)
            .Replace("{path}", path, StringComparison.Ordinal);
        var lines = options.Select((option, k) => $"{KnowledgeQuestion.Letter(k)}) {option}");
        return new KnowledgeQuestion(known, entity, links, attribute, options, string.Join('\n', [question, .. lines]));
    }
}
