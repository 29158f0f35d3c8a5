using System.Globalization;

namespace Eccos.Core.Tests.Decisions;

public sealed class ExplanationTests
{
    private static readonly DecisionRecord _record = new()
    {
        QueryId = "q7",
        Endpoint = "small",
        Reason = PlacementReason.MeetsGoal,
        Objective = Objective.LeastCost,
        QualityFloor = 0.8,
        Endpoints =
        [
            new ConsideredEndpoint("small", 0.83, 0.04, 0.00012, 0.0001, EndpointVerdict.Chosen),
            new ConsideredEndpoint("large", 0.92, 0.02, 0.0031, 0.003, EndpointVerdict.MoreExpensive),
            new ConsideredEndpoint("plain", 0.9, 0.1, 0.0001, null, EndpointVerdict.LacksTag),
        ],
    };

    [Test]
    public void Explain_Placed_NamesTheChoiceAndEveryOther()
    {
        Assert.That(_record.Explain(), Is.EqualTo(
            "Query 'q7' goes to 'small' (0.00012 USD, success 0.830 +- 0.040): part of the assignment that best meets the goal (floor 0.8). "
            + "'large' (0.0031 USD, success 0.920 +- 0.020) costs more than its gain is worth; 'plain' (0.0001 USD, success 0.900 +- 0.100) lacks a required tag."));
    }

    [Test]
    public void Explain_NotPlaced_SaysWhy()
    {
        var record = _record with { Endpoint = null, Reason = PlacementReason.Infeasible, QualityFloor = null, BudgetUsd = 0.25, Endpoints = [_record.Endpoints[1] with { Verdict = EndpointVerdict.Possible }] };

        Assert.That(record.Explain(), Does.StartWith("Query 'q7' is not placed: no assignment keeps all limits (budget 0.25 USD). 'large'").And.EndsWith("could have served it."));
    }

    [Test]
    public void Explain_CultureWithDecimalCommas_WritesTheSame()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(_record.Explain(), Does.Contain("0.00012 USD").And.Contain("0.830"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Explain_EveryVerdictAndReason_HasWordsOfItsOwn()
    {
        var verdicts = Enum.GetValues<EndpointVerdict>().Except([EndpointVerdict.Chosen])
            .Select(verdict => (_record with { Endpoints = [_record.Endpoints[1] with { Verdict = verdict }] }).Explain()).ToArray();
        var reasons = Enum.GetValues<PlacementReason>().Select(reason => (_record with { Reason = reason }).Explain()).ToArray();

        Assert.That(verdicts, Is.Unique);
        Assert.That(reasons, Is.Unique);
        Assert.That(Enum.GetNames<EndpointVerdict>().Where(name => verdicts.Any(text => text.Contains(name, StringComparison.Ordinal))), Is.Empty);
        Assert.That(Enum.GetNames<PlacementReason>().Where(name => reasons.Any(text => text.Contains(name, StringComparison.Ordinal))), Is.Empty);
    }
}
