namespace QuickStart.Synthetic.Knowledge;

/// <summary>What is to be known in a subject: entities, links that lead from one to another, and attributes.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Syllables">What the names of its entities are made of: beginnings and endings.</param>
/// <param name="Links">Relations from an entity to another, as in "the northern neighbour of".</param>
/// <param name="Attributes">Relations from an entity to a value, with the values.</param>
internal sealed record Domain(Subject Subject, (string[] First, string[] Last) Syllables, string[] Links, (string Name, string[] Values)[] Attributes);
