namespace Eccos.QAServe;

/// <summary>What the lines of a journal say.</summary>
internal sealed class JournalState
{
    private readonly Dictionary<long, double> _open = [];

    /// <summary>The bytes of whole lines.</summary>
    public long Length { get; set; }

    /// <summary>The answers by item and endpoint.</summary>
    public Dictionary<(string Item, string Endpoint), JournalAnswer> Answers { get; } = [];

    /// <summary>The number of the last request.</summary>
    public long LastRequest { get; private set; }

    /// <summary>What counts as spent in USD: costs known, and the worst case of requests whose fate is not.</summary>
    public double SpentUsd => Settled + _open.Values.Sum();

    private double Settled { get; set; }

    /// <summary>What contradicts the lines before; null when nothing does.</summary>
    public string? Add(JournalLine line, JournalPlace place)
    {
        switch (line.Kind)
        {
            case JournalLine.Ask:
                LastRequest = Math.Max(LastRequest, line.Request!.Value);
                return _open.TryAdd(line.Request.Value, line.ReservedUsd!.Value) ? null : $"request {line.Request} stands in an earlier line";
            case JournalLine.Answer:
                if (!_open.Remove(line.Request!.Value))
                    return $"request {line.Request} was not asked, or was answered before";
                Settled += line.SpentUsd!.Value;
                return Answers.TryAdd((line.Item!, line.Endpoint!), new JournalAnswer(place, line.Prompt!)) ? null : $"'{line.Item}' on '{line.Endpoint}' was answered before";
            case JournalLine.Failure:
                if (!_open.Remove(line.Request!.Value))
                    return $"request {line.Request} was not asked, or was answered before";
                Settled += line.SpentUsd!.Value;
                return null;
            case JournalLine.Grade:
                if (!Answers.TryGetValue((line.Item!, line.Endpoint!), out var answer))
                    return $"'{line.Item}' on '{line.Endpoint}' is graded and was not answered";
                answer.Grade = new Grade(line.Score!.Value, line.Extracted);
                return null;
            default:
                return null;
        }
    }
}
