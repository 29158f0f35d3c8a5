using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.QAServe;

/// <summary>Checks the ranges of the options and the rules across them.</summary>
internal sealed class QAServeCollectorOptionsValidator : IValidateOptions<QAServeCollectorOptions>
{
    // What the timers of .NET take, some 49.7 days.
    private static readonly TimeSpan _longestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public ValidateOptionsResult Validate(string? name, QAServeCollectorOptions options)
    {
        var breaches = Breaches(options);
        return breaches.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(breaches);
    }

    public static List<string> Breaches(QAServeCollectorOptions options)
    {
        var breaches = new List<string>();
        if (options.CeilingUsd is { } ceiling && !(ceiling > 0 && double.IsFinite(ceiling)))
            breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(options.CeilingUsd)} is {ceiling}; it is finite and greater than 0 USD, or null for none."));
        AtLeast(nameof(options.MaxOutputTokens), options.MaxOutputTokens, 1);
        AtLeast(nameof(options.PromptOverheadTokens), options.PromptOverheadTokens, 0);
        AtLeast(nameof(options.DefaultConcurrency), options.DefaultConcurrency, 1);
        AtLeast(nameof(options.MaxAttempts), options.MaxAttempts, 1);
        AtLeast(nameof(options.EndpointFailureLimit), options.EndpointFailureLimit, 1);
        Longer(nameof(options.RequestTimeout), options.RequestTimeout);
        Longer(nameof(options.StallTimeout), options.StallTimeout);
        NotBelow(nameof(options.FirstBackOff), options.FirstBackOff, TimeSpan.Zero);
        NotBelow(nameof(options.LongestBackOff), options.LongestBackOff, options.FirstBackOff);
        NotBelow(nameof(options.LongestRetryAfter), options.LongestRetryAfter, TimeSpan.Zero);
        NotAbove(nameof(options.RequestTimeout), options.RequestTimeout, _longestTimer);
        NotAbove(nameof(options.StallTimeout), options.StallTimeout, _longestTimer);
        NotAbove(nameof(options.LongestBackOff), options.LongestBackOff, _longestTimer);
        NotAbove(nameof(options.LongestRetryAfter), options.LongestRetryAfter, _longestTimer);
        if (options.Prompts is null)
            breaches.Add($"{nameof(options.Prompts)} is null.");
        if (options.Graders is null)
            breaches.Add($"{nameof(options.Graders)} is null.");
        return breaches;

        void AtLeast(string field, int value, int least)
        {
            if (value < least)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{field} is {value}; it is at least {least}."));
        }

        void Longer(string field, TimeSpan value)
        {
            if (value <= TimeSpan.Zero)
                breaches.Add($"{field} is {value}; it is longer than 0.");
        }

        void NotBelow(string field, TimeSpan value, TimeSpan least)
        {
            if (value < least)
                breaches.Add($"{field} is {value}; it is at least {least}.");
        }

        void NotAbove(string field, TimeSpan value, TimeSpan most)
        {
            if (value > most)
                breaches.Add($"{field} is {value}; it is at most {most}, the longest a timer takes.");
        }
    }
}
