using System.Globalization;
using Eccos.Experiments.Commands.Replay.Speeds;
using Eccos.QAServe;

namespace Eccos.Samples.Tests.Replay;

public sealed class SpeedTableTests
{
    [TestCase("null", "null is not an array of speeds")]
    [TestCase("[null]", "entry 1 is null")]
    [TestCase("""[{"name": "small"}, null]""", "entry 2 is null")]
    [TestCase("""[{"name": null}]""", "name")]
    [TestCase("""[{"name": "other"}]""", "'other' is not among the endpoints small")]
    [TestCase("""[{"name": "small", "seconds_to_first_token": -0.5}]""", "are -0.5;")]
    [TestCase("""[{"name": "small", "output_tokens_per_second": -0.5}]""", "are -0.5;")]
    public void ReadAsync_BrokenFile_NamesFileAndPlaceInAnyCulture(string speeds, string problem)
    {
        using var files = new Workspace();
        var path = files.Write("speeds.json", speeds);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(
                async () => await SpeedTable.ReadAsync(new FileInfo(path), new ModelPool([new Endpoint("small")]), new EndpointSpeed(), default),
                Throws.TypeOf<EccosException>().With.Message.StartsWith($"{path}: ").And.Message.Contains(problem));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
