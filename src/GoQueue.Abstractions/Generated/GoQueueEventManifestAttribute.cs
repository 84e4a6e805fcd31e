using System.ComponentModel;

namespace GoQueue.Generated;

/// <summary>
/// One per event, written by the generator: lets the analyzers of other assemblies find duplicates and check messages without walking
/// every type of every reference.
/// </summary>
/// <param name="topic">The declared topic, or <see langword="null"/>.</param>
/// <param name="action">The declared action.</param>
/// <param name="version">The declared version.</param>
/// <param name="type">The event.</param>
/// <param name="directMembers">
/// The members whose constructor argument reaches the property unchanged (not re-declared with a body or initializer): only their
/// constant arguments can be judged. A member of a record inside of the event is written <c>Shop.Line:Sku</c>.
/// </param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GoQueueEventManifestAttribute(string? topic, string? action, string? version, Type type, params string[] directMembers) : Attribute
{
    /// <summary>The declared topic, or <see langword="null"/>.</summary>
    public string? Topic { get; } = topic;

    /// <summary>The declared action.</summary>
    public string? Action { get; } = action;

    /// <summary>The declared version.</summary>
    public string? Version { get; } = version;

    /// <summary>The event.</summary>
    public Type Type { get; } = type;

    /// <summary>The members whose constructor argument reaches the property unchanged.</summary>
    public IReadOnlyList<string> DirectMembers { get; } = directMembers;
}
