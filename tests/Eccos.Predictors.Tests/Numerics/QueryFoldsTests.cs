using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class QueryFoldsTests
{
    [Test]
    public void Of_WhatACutOfTheSameSeedLeaves_IsCutIntoFoldsOfOneSize([Values(0, 1, 4)] int seed, [Values(0.2, 0.3, 0.5)] double cut)
    {
        var fold = QueryFolds.Of(Left(cut, seed), 5, seed);

        Assert.That(fold.CountBy(f => f).Select(pair => (double)pair.Value / fold.Length), Has.Exactly(5).EqualTo(0.2).Within(0.01));
    }

    [Test]
    public void HeldBack_OfAFoldsRest_IsThePartAskedFor([Values(2, 5)] int folds, [Values(0, 1, 2)] int member)
    {
        var set = Synthetic.Set(1000, 1);
        var fold = QueryFolds.Of(set, folds, seed: 1);
        for (var f = 0; f < folds; f++)
        {
            var i = 0;
            var rest = set.Where(_ => fold[i++] != f);

            Assert.That(QueryFolds.HeldBack(rest, 0.15, 1 + member).Length / (double)rest.Records.Count, Is.EqualTo(0.15).Within(0.01));
        }
    }

    [Test]
    public void HeldBack_OfTheWholeSet_IsSpreadOverItsFolds()
    {
        var set = Synthetic.Set(1000, 1);
        var fold = QueryFolds.Of(set, 5, seed: 1);

        Assert.That(QueryFolds.HeldBack(set, 0.15, 1).CountBy(i => fold[i]).Select(pair => pair.Value), Has.Exactly(5).InRange(15, 45));
    }

    [Test]
    public void Of_RecordsInAnotherOrderAndSomeTwice_PutsATextWhereItWas()
    {
        var set = Left(0.2, 7);
        var again = Sets.Of([.. set.Records.Reverse(), .. set.Records.Take(30)]);

        var (fold, other) = (QueryFolds.Of(set, 4, 3), QueryFolds.Of(again, 4, 3));

        var of = set.Records.Select((record, i) => (record.Query, Fold: fold[i])).ToLookup(pair => pair.Query, pair => pair.Fold);
        for (var i = 0; i < other.Length; i++)
            Assert.That(of[again.Records[i].Query], Is.All.EqualTo(other[i]));
    }

    private static TrainingSet Left(double cut, int seed)
    {
        var split = new QuerySplit(cut, seed);
        return Synthetic.Set(2000, 1).Where(record => !split.IsHeldOut(record.Query));
    }
}
