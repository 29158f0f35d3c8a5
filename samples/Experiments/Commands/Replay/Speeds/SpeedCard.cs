using System.Globalization;
using System.Text.Json.Serialization;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay.Speeds;

/// <summary>The speed that is assumed of an endpoint, as it stands in a file.</summary>
internal sealed class SpeedCard
{
    [JsonRequired]
    public string Name { get; set; } = "";

    public double? SecondsToFirstToken { get; set; }

    public double? OutputTokensPerSecond { get; set; }

    /// <param name="other">What holds where the card is silent.</param>
    public EndpointSpeed ToSpeed(EndpointSpeed other)
    {
        var speed = new EndpointSpeed(SecondsToFirstToken ?? other.SecondsToFirstToken, OutputTokensPerSecond ?? other.OutputTokensPerSecond);
        if (!(speed.SecondsToFirstToken >= 0 && double.IsFinite(speed.SecondsToFirstToken)))
            throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"the seconds to the first token of '{Name}' are {speed.SecondsToFirstToken}; they are finite and at least 0."));
        return speed.OutputTokensPerSecond > 0 && double.IsFinite(speed.OutputTokensPerSecond)
            ? speed
            : throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"the output tokens a second of '{Name}' are {speed.OutputTokensPerSecond}; they are finite and more than 0."));
    }
}
