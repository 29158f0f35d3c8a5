using System.CommandLine;
using System.Globalization;

namespace Eccos.Experiments.Arguments;

/// <summary>Options that take one value, and say what is allowed when they cannot read it.</summary>
internal static class ValueOption
{
    /// <summary>An option read by a function.</summary>
    /// <param name="name">The option's name with its dashes.</param>
    /// <param name="description">What it means.</param>
    /// <param name="allowed">What is allowed, as the end of the sentence "--x is 'text'; it is …".</param>
    /// <param name="read">Reads the text; throws <see cref="FormatException"/> when it is not allowed.</param>
    public static Option<T> Create<T>(string name, string description, string allowed, Func<string, T> read) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            try
            {
                return read(text);
            }
            catch (FormatException)
            {
                result.AddError($"{name} is '{text}'; it is {allowed}.");
                return default;
            }
        },
    };

    /// <summary>A number within a range.</summary>
    public static Option<double?> Number(string name, string description, string allowed, Func<double, bool> inRange) =>
        Create<double?>(name, description, allowed, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && inRange(value) ? value : throw new FormatException());

    /// <summary>A whole number, <paramref name="least"/> or more.</summary>
    public static Option<int> WholeNumber(string name, string description, int least, int byDefault)
    {
        var option = Create(name, description, $"a whole number, {least} or more", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : throw new FormatException());
        option.DefaultValueFactory = _ => byDefault;
        return option;
    }

    /// <summary>One of several names.</summary>
    public static Option<string> Name(string name, string description, IReadOnlyCollection<string> names) =>
        Choice(name, description, names, text => names.Contains(text, StringComparer.Ordinal) ? text : throw new FormatException());

    /// <summary>A value of an enumeration, by its name in lower case with dashes.</summary>
    public static Option<EnumChoice<T>> Enumeration<T>(string name, string description, T byDefault)
        where T : struct, Enum
    {
        var option = Choice(name, description, EnumName.All<T>(), text => new EnumChoice<T>(EnumName.Parse<T>(text)));
        option.DefaultValueFactory = _ => new EnumChoice<T>(byDefault);
        return option;
    }

    private static Option<T> Choice<T>(string name, string description, IReadOnlyCollection<string> names, Func<string, T> read)
    {
        var option = Create(name, description, names.Count == 1 ? names.First() : "one of " + string.Join(", ", names), read);
        option.HelpName = string.Join('|', names);
        return option;
    }
}
