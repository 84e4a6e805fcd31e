using System.Diagnostics;

namespace GoQueue.Diagnostics;

/// <summary>What a span is from its start on: samplers decide by it. Immutable.</summary>
/// <param name="kind">The span's kind.</param>
/// <param name="name">The span's name.</param>
/// <param name="tags">Its tags.</param>
internal sealed class SpanForm(ActivityKind kind, string name, KeyValuePair<string, object?>[] tags)
{
    public ActivityKind Kind { get; } = kind;

    public string Name { get; } = name;

    public KeyValuePair<string, object?>[] Tags { get; } = tags;
}
