namespace QuickStart.Synthetic.Knowledge;

/// <summary>The facts of one domain: every entity has one target per link and one value per attribute. Entities stand in the order of their renown.</summary>
internal sealed class KnowledgeBase
{
    private readonly int[][] _targets;
    private readonly int[][] _values;

    public KnowledgeBase(Domain domain, Random random)
    {
        Domain = domain;
        Entities = [.. domain.Syllables.First.SelectMany(first => domain.Syllables.Last.Select(last => first + last))];
        random.Shuffle(Entities);
        _targets = [.. domain.Links.Select(_ => Derangement(random, Entities.Length))];
        _values = [.. domain.Attributes.Select(attribute => Entities.Select(_ => random.Next(attribute.Values.Length)).ToArray())];
    }

    public Domain Domain { get; }

    /// <summary>The entities' names, the best known first.</summary>
    public string[] Entities { get; }

    /// <summary>The entity that a link leads to.</summary>
    public int Follow(int entity, int link) => _targets[link][entity];

    /// <summary>The value of an attribute.</summary>
    public string Value(int entity, int attribute) => Domain.Attributes[attribute].Values[_values[attribute][entity]];

    // One cycle through all entities in a random order, so that none is linked with itself.
    private static int[] Derangement(Random random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        var target = new int[count];
        for (var k = 0; k < count; k++)
            target[order[k]] = order[(k + 1) % count];
        return target;
    }
}
