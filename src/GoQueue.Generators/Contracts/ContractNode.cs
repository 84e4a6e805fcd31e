namespace GoQueue.Generators.Contracts;

/// <summary>A place in an event's JSON: a member, the element of an array (<c>[]</c>), the value of a dictionary (<c>{}</c>) or a derived type (<c>&lt;card&gt;</c>).</summary>
internal sealed class ContractNode(string key)
{
    /// <summary>The last part of its path: <c>.name</c>, <c>[]</c>, <c>{}</c>, <c>&lt;card&gt;</c>; empty for the event itself.</summary>
    public string Key { get; } = key;

    /// <summary>How it is written: <c>string</c>, <c>uuid</c>, <c>enum:int</c>, <c>object</c>.</summary>
    public string Type { get; set; } = "object";

    public bool IsNullable { get; set; }

    /// <summary>Whether it may be absent.</summary>
    public bool IsOptional { get; set; }

    public bool IsEncrypted { get; set; }

    /// <summary>The property that holds the discriminator; null if the type has no derived types.</summary>
    public string? Discriminator { get; set; }

    /// <summary>The names of an enum, or the values of a discriminator; of a numeric enum <c>0=Open</c>. Sorted.</summary>
    public List<string> Values { get; set; } = [];

    /// <summary>The path of the place with equal content; null if the content is written here.</summary>
    public string? Alias { get; set; }

    public List<ContractRule> Rules { get; } = [];

    public SortedDictionary<string, ContractNode> Children { get; } = new(StringComparer.Ordinal);

    public bool IsMember => Key.StartsWith(".", StringComparison.Ordinal);

    /// <summary>Whether the place is a member, an element or a value; a derived type has no line of its own but for its members.</summary>
    public bool HasLine => !Key.StartsWith("<", StringComparison.Ordinal) && Key.Length > 0;

    /// <summary>The type with its question mark.</summary>
    public string TypeText => IsNullable ? Type + "?" : Type;
}
