namespace Eccos.Core.Tests.Predictions;

public sealed class CostEstimatorTests
{
    private static readonly Endpoint _priced = new("priced") { Prices = new TokenPrices(2, 10) };
    private static readonly Endpoint _learned = new("learned");
    private static readonly ModelPool _pool = new([_priced, _learned]);
    private static readonly QueryEndpointMatrix _half = new([0.5, 0.5, 0.5, 0.5], 2);

    [Test]
    public void Costs_PricesAndLearnedCosts_AreThoseComputedByHand()
    {
        var prediction = new Prediction(["priced", "learned"], _half, _half)
        {
            OutputTokens = new([300, double.NaN, 50, 7], 2),
            InputTokens = new([double.NaN, double.NaN, 1_000, double.NaN], 2),
            CostUsd = new([9, 0.001, 9, 0.002], 2),
        };

        var costs = CostEstimator.Costs(_pool, prediction, [100, 200]);

        // 100 x 2 + 300 x 10, then 1,000 x 2 + 50 x 10 USD per million tokens; a learned cost never takes the place of a price.
        Assert.That(costs.Values.ToArray(), Is.EqualTo(new[] { 0.0032, 0.001, 0.0025, 0.002 }).Within(1e-15));
    }

    [Test]
    public void Costs_NeitherPriceNorLearnedCost_IsAnErrorAndNotFree()
    {
        var none = new Prediction(_pool.Names, _half, _half) { OutputTokens = new([1, 1, 1, 1], 2) };
        var gap = new Prediction(_pool.Names, _half, _half) { OutputTokens = new([1, 1, 1, 1], 2), CostUsd = new([1, 1, 1, double.NaN], 2) };

        foreach (var prediction in new[] { none, gap })
        {
            Assert.That(
                () => CostEstimator.Costs(_pool, prediction, [1, 1]),
                Throws.InstanceOf<EccosException>().With.Message.Contains("Endpoint 'learned' has no prices and the predictor learned no costs"));
        }
    }

    [Test]
    public void Costs_PricesButNoOutputTokens_IsAnErrorAndNotTheInputAlone()
    {
        var none = new Prediction(_pool.Names, _half, _half) { CostUsd = new([1, 1, 1, 1], 2) };
        var gap = new Prediction(_pool.Names, _half, _half) { CostUsd = new([1, 1, 1, 1], 2), OutputTokens = new([1, 1, double.NaN, 1], 2) };

        foreach (var prediction in new[] { none, gap })
        {
            Assert.That(
                () => CostEstimator.Costs(_pool, prediction, [1, 1]),
                Throws.InstanceOf<EccosException>().With.Message.Contains("Endpoint 'priced' has prices but the predictor learned no output tokens"));
        }
    }

    [Test]
    public void Costs_ColumnsInAnotherOrder_AreRefused() => Assert.That(
        () => CostEstimator.Costs(_pool, new Prediction(["learned", "priced"], _half, _half), [1, 1]),
        Throws.ArgumentException.With.Message.Contains("columns are learned, priced; the pool's are priced, learned"));

    [Test]
    public void Costs_WrongInputTokens_AreRefused()
    {
        var prediction = new Prediction(_pool.Names, _half, _half);

        Assert.That(() => CostEstimator.Costs(_pool, prediction, [1]), Throws.ArgumentException.With.Message.Contains("1 entries; the prediction is of 2 queries"));
        Assert.That(() => CostEstimator.Costs(_pool, prediction, [1, -4]), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("query 1").And.Message.Contains("-4"));
        Assert.That(() => CostEstimator.Tokens(prediction, [1, -4]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => CostEstimator.Tokens(prediction, [1, 2, 3]), Throws.ArgumentException);
    }

    [Test]
    public void Tokens_InputAndOutput_AddUp()
    {
        var prediction = new Prediction(_pool.Names, _half, _half)
        {
            OutputTokens = new([300, double.NaN, 50, 7], 2),
            InputTokens = new([double.NaN, 20, 1_000, double.NaN], 2),
        };

        Assert.That(CostEstimator.Tokens(prediction, [100, 200]).Values.ToArray(), Is.EqualTo(new double[] { 400, 20, 1_050, 207 }));
        Assert.That(CostEstimator.Tokens(new Prediction(_pool.Names, _half, _half), [100, 200]).Values.ToArray(), Is.EqualTo(new double[] { 100, 100, 200, 200 }));
    }

    [Test]
    public void Costs_NoQueries_AreEmpty()
    {
        var empty = new QueryEndpointMatrix([], 2);

        Assert.That(CostEstimator.Costs(_pool, new Prediction(_pool.Names, empty, empty), []).QueryCount, Is.Zero);
    }
}
