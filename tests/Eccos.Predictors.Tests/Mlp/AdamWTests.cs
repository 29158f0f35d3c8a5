namespace Eccos.Predictors.Tests;

public sealed class AdamWTests
{
    [Test]
    public void Step_FromPlainFormulas_Agrees()
    {
        float[] theta = [0.5f, -1f, 2f];
        float[] decay = [0, 0.1f, 0.3f];
        double[] expected = [0.5, -1, 2];
        var (m, v) = (new double[3], new double[3]);
        var adam = new AdamW(3, decay);
        for (var t = 1; t <= 5; t++)
        {
            float[] g = [0.3f * t, -0.01f, t == 3 ? 0 : 1];
            adam.Step(theta, g, 0.01);
            for (var k = 0; k < 3; k++)
            {
                m[k] = (0.9 * m[k]) + (0.1 * g[k]);
                v[k] = (0.999 * v[k]) + (0.001 * g[k] * g[k]);
                var (mHat, vHat) = (m[k] / (1 - Math.Pow(0.9, t)), v[k] / (1 - Math.Pow(0.999, t)));
                expected[k] -= (0.01 * mHat / (Math.Sqrt(vHat) + 1e-8)) + (0.01 * decay[k] * expected[k]);
            }
        }

        Assert.That(theta, Is.EqualTo(expected).Within(1e-5));
    }
}
