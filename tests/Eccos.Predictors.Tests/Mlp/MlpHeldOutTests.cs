namespace Eccos.Predictors.Tests;

public sealed class MlpHeldOutTests
{
    [Test]
    public void SharedVariance_LogitsThatTheTemperatureHalves_IsThatOfWhatIsPredicted()
    {
        var random = new Random(1);
        const int N = 500;
        const int M = 3;
        var (logits, success) = (new double[N * M], new float[N * M]);
        for (var i = 0; i < N; i++)
        {
            var (difficulty, error) = (4 * (random.NextDouble() - 0.5), 2 * (random.NextDouble() - 0.5));
            for (var k = i * M; k < (i + 1) * M; k++)
                (logits[k], success[k]) = (difficulty, random.NextDouble() < Logistic.Sigmoid(difficulty + error) ? 1 : 0);
        }

        var sharp = new MlpHeldOut(Array.ConvertAll(logits, logit => 2 * logit), []);
        var temperature = sharp.Temperature(success);

        Assert.That(temperature, Is.EqualTo(0.5).Within(0.03));
        Assert.That(sharp.SharedVariance(success, M, temperature), Is.EqualTo(ResidualCorrelation.Shared(logits, success, M)).Within(0.02));
    }
}
