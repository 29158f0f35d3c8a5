namespace Eccos.Predictors.Tests;

public sealed class OutcomeAgreementTests
{
    private const int Queries = 1200;

    [Test]
    public void Create_TwoCamps_FindsWhoErrsWithWhom()
    {
        double[] camps = [1.5, 1.5, 1.5, -1.5, -1.5, 0, 0];
        var (agreement, hidden) = Simulate(camps, 0.8);

        var sign = Math.Sign(agreement.Loadings[0]);

        Assert.That(agreement.Loadings.Take(3).Select(loading => sign * loading), Is.All.GreaterThan(0.7));
        Assert.That(agreement.Loadings.Skip(3).Take(2).Select(loading => sign * loading), Is.All.LessThan(-0.7));
        Assert.That(agreement.Loadings.Skip(5), Is.All.EqualTo(0).Within(0.35));
        Assert.That(agreement.Scores.Zip(hidden, (u, truth) => sign * u * truth).Average(), Is.GreaterThan(0.6));
        Assert.That(agreement.Scores.Average(u => u * u), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Create_EndpointsThatErrIndependently_HaveSmallLoadings()
    {
        var (agreement, _) = Simulate(new double[7], 0.8);

        Assert.That(agreement.Loadings, Is.All.EqualTo(0).Within(0.35));
    }

    [Test]
    public void Create_OutcomesMissing_CountsThoseThatAreThere()
    {
        double[] camps = [1.5, 1.5, 1.5, -1.5, -1.5, -1.5];
        var (agreement, _) = Simulate(camps, 0.8, missing: 0.3);

        Assert.That(agreement.Loadings.Select((loading, j) => Math.Sign(agreement.Loadings[0]) * loading * camps[j]), Is.All.GreaterThan(0.5));
    }

    [Test]
    public void Create_TwoEndpoints_TellNothing()
    {
        var (agreement, _) = Simulate([1, -1], 0.8);

        Assert.That(agreement.Loadings, Is.All.Zero);
        Assert.That(agreement.Scores, Is.All.Zero);
    }

    [Test]
    public void ExpectedByOthers_OwnOutcome_HasNoPart()
    {
        var difficulty = new QueryDifficulty(1.2);
        double[] logits = [0.3, -0.5, 1];
        var (all, others) = (new double[QueryDifficulty.NodeCount], new double[QueryDifficulty.NodeCount]);
        difficulty.Posterior(logits, [1, 0, 0.7], all);
        difficulty.Posterior(logits, [1, 0, double.NaN], others);

        var expected = difficulty.ExpectedByOthers(all, logits[2], 0.7);

        Assert.That(expected, Is.EqualTo(others.Zip(difficulty.Nodes, (weight, node) => weight / (1 + Math.Exp(-((difficulty.Kappa * logits[2]) + node)))).Sum()).Within(1e-9));
    }

    private static (OutcomeAgreement Agreement, double[] Hidden) Simulate(double[] loadings, double s, double missing = 0)
    {
        var random = new Random(3);
        var (logits, outcomes, hidden) = (new double[Queries * loadings.Length], new double[Queries * loadings.Length], new double[Queries]);
        var difficulty = new QueryDifficulty(s);
        for (var i = 0; i < Queries; i++)
        {
            var e = s * Normal();
            hidden[i] = Normal();
            for (var j = 0; j < loadings.Length; j++)
            {
                var k = (i * loadings.Length) + j;
                logits[k] = random.NextDouble() - 0.5 + (0.2 * j);
                outcomes[k] = random.NextDouble() < 1 / (1 + Math.Exp(-((difficulty.Kappa * logits[k]) + e + (loadings[j] * hidden[i])))) ? 1 : 0;
                if (random.NextDouble() < missing)
                    outcomes[k] = double.NaN;
            }
        }

        var (z, y) = (new QueryEndpointMatrix(logits, loadings.Length), new QueryEndpointMatrix(outcomes, loadings.Length));
        var difficulties = new double[Queries][];
        for (var i = 0; i < Queries; i++)
            difficulty.Posterior(z.Row(i), y.Row(i), difficulties[i] = new double[QueryDifficulty.NodeCount]);
        return (new OutcomeAgreement(z, y, difficulty, difficulties), hidden);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
