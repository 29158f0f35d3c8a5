using System.Text.Json;

namespace Eccos.Experiments.Arguments;

/// <summary>The names of enumeration values on the command line and in files: lower case with dashes, such as relax-floor.</summary>
internal static class EnumName
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum => Array.ConvertAll(Enum.GetValues<T>(), Of);

    /// <exception cref="FormatException">No value has that name.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == name)
                return value;
        }

        throw new FormatException($"'{name}' is none of {string.Join(", ", All<T>())}.");
    }
}
