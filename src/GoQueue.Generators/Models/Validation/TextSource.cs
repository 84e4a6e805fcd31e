namespace GoQueue.Generators.Models.Validation;

/// <summary>How a member becomes the text that a regular expression is matched against.</summary>
internal enum TextSource
{
    /// <summary>It is one.</summary>
    Text,

    /// <summary>It is formatted into a buffer (ISpanFormattable).</summary>
    Formattable,

    /// <summary>It is an enum, written by name.</summary>
    Enum,

    /// <summary>By ToString: bool, whose texts are constants.</summary>
    ToText,
}
