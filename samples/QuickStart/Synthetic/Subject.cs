namespace QuickStart.Synthetic;

/// <summary>What a question is about.</summary>
internal enum Subject
{
    Arithmetic,
    Geography,
    History,
    Biology,
    Chemistry,
}
