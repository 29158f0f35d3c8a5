namespace Eccos.Predictors;

/// <summary>The endpoints' names in a model file.</summary>
internal static class SavedEndpoints
{
    /// <exception cref="ModelFileException">There is none, or a name is empty or stands twice.</exception>
    public static string[] Read(ModelReader reader, string name)
    {
        var endpoints = reader.Texts(name);
        if (endpoints.Length == 0 || endpoints.Any(string.IsNullOrWhiteSpace) || endpoints.Distinct(StringComparer.Ordinal).Count() != endpoints.Length)
            throw reader.Wrong(name, "is empty, or holds a name that is empty or stands twice.");
        return endpoints;
    }
}
