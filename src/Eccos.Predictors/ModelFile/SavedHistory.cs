namespace Eccos.Predictors;

/// <summary><see cref="EndpointHistory"/> in a model file.</summary>
internal static class SavedHistory
{
    private const string Known = "known";
    private const string Ids = "ids";
    private const string Texts = "texts";
    private const string InputTokens = "input_tokens";
    private const string Capability = "capability";
    private const string Tokens = "tokens";
    private const string Costs = "costs";
    private const int NoTokens = -1;

    public static void Write(EndpointHistory history, ModelWriter writer)
    {
        var state = history.State;
        SavedEndpointFacts.Write(state.Known, writer.Section(Known));
        writer.Texts(Ids, [.. state.Queries.Select(query => query.Id)]);
        writer.Texts(Texts, [.. state.Queries.Select(query => query.Text)]);
        writer.Array(InputTokens, Array.ConvertAll(state.Queries, query => query.InputTokens ?? NoTokens));
        SavedCapability.Write(state.Capability, writer.Section(Capability));
        SavedAmountHistory.Write(state.Tokens, writer.Section(Tokens));
        SavedAmountHistory.Write(state.Costs, writer.Section(Costs));
    }

    public static EndpointHistory Read(ModelReader reader)
    {
        var known = SavedEndpointFacts.ReadPool(reader.Section(Known));
        var texts = reader.Texts(Texts);
        var ids = reader.Texts(Ids);
        if (texts.Length == 0 || ids.Length != texts.Length)
            throw reader.Wrong(Ids, $"holds {ids.Length} ids of {texts.Length} texts; each text has one, and there is at least one text.");
        var tokens = reader.Integers(InputTokens, texts.Length, NoTokens);
        var queries = new Query[texts.Length];
        for (var i = 0; i < queries.Length; i++)
            queries[i] = new Query(ids[i], texts[i]) { InputTokens = tokens[i] == NoTokens ? null : tokens[i] };
        return new EndpointHistory(new EndpointHistoryState(
            known,
            queries,
            SavedCapability.Read(reader.Section(Capability), queries.Length, known.Count),
            SavedAmountHistory.Read(reader.Section(Tokens), queries.Length, known.Count),
            SavedAmountHistory.Read(reader.Section(Costs), queries.Length, known.Count)));
    }
}
