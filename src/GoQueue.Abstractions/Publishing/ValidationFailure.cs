namespace GoQueue;

/// <summary>One broken rule.</summary>
/// <param name="Path">The member, <c>Email</c> or <c>Items[3].Sku</c>; empty where the whole event is meant.</param>
/// <param name="Rule">The rule's name, as its attribute without "Attribute": <c>EmailAddress</c>.</param>
/// <param name="Message">What is wrong, in one sentence; never contains the value.</param>
public readonly record struct ValidationFailure(string Path, string Rule, string Message)
{
    /// <summary>For people: <c>Email: The Email field is not a valid e-mail address. (EmailAddress)</c>.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Message} ({Rule})" : $"{Path}: {Message} ({Rule})";
}
