namespace QuickStart.Synthetic.Knowledge;

/// <summary>A question of multiple choice about the attribute of an entity, or of one that links lead to.</summary>
/// <param name="Base">The facts.</param>
/// <param name="Entity">The entity the text names; its number is its rank, the best known having 0.</param>
/// <param name="Links">The links to follow, in this order; empty for a question about the entity itself.</param>
/// <param name="Attribute">What is asked of the entity reached.</param>
/// <param name="Options">The values to choose from, all different.</param>
/// <param name="Text">The question as it is asked.</param>
internal sealed record KnowledgeQuestion(KnowledgeBase Base, int Entity, IReadOnlyList<int> Links, int Attribute, IReadOnlyList<string> Options, string Text)
{
    /// <summary>The letter of the right option.</summary>
    public string Answer
    {
        get
        {
            var reached = Links.Aggregate(Entity, Base.Follow);
            return Letter(Options.Index().Single(option => option.Item == Base.Value(reached, Attribute)).Index);
        }
    }

    /// <summary>Rises with the rank of the entity, the number of links and the number of options.</summary>
    public double Difficulty => -1.5 + (0.55 * Math.Log(1 + Entity)) + (0.9 * Links.Count) + (0.12 * (Options.Count - 4));

    public static string Letter(int option) => ((char)('A' + option)).ToString();
}
