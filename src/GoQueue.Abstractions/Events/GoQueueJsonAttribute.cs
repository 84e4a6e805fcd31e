using System.Text.Json.Serialization;

namespace GoQueue;

/// <summary>
/// The JSON settings of all events that the assembly declares, and of every type that they reach, wherever that type comes from. They are
/// part of the contract with the consumers, so they are fixed at compile time.
/// </summary>
/// <example>
/// <code>[assembly: GoQueueJson(NamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, EnumsAsStrings = true)]</code>
/// </example>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class GoQueueJsonAttribute : Attribute
{
    /// <summary>
    /// How members without <see cref="JsonPropertyNameAttribute"/> are named. Default: <see cref="JsonKnownNamingPolicy.CamelCase"/>;
    /// <see cref="JsonKnownNamingPolicy.Unspecified"/> leaves names as they are.
    /// </summary>
    public JsonKnownNamingPolicy NamingPolicy { get; set; } = JsonKnownNamingPolicy.CamelCase;

    /// <summary>
    /// Whether enums are written as the names of their members, where no converter says otherwise. Default: <see langword="false"/>, as numbers.
    /// </summary>
    public bool EnumsAsStrings { get; set; }

    /// <summary>
    /// When members without <see cref="JsonIgnoreAttribute"/> are left out. Default: <see cref="JsonIgnoreCondition.Never"/>; also
    /// <see cref="JsonIgnoreCondition.WhenWritingNull"/> and <see cref="JsonIgnoreCondition.WhenWritingDefault"/>.
    /// </summary>
    public JsonIgnoreCondition DefaultIgnoreCondition { get; set; } = JsonIgnoreCondition.Never;

    /// <summary>
    /// Whether a null in a member whose annotation forbids it is refused, written or read. Default: <see langword="false"/>, as in
    /// System.Text.Json.
    /// </summary>
    public bool RespectNullableAnnotations { get; set; }
}
