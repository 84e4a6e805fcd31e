using System.Collections;

namespace GoQueue.Diagnostics;

/// <summary>A log line's text and values with the publisher's name. Immutable.</summary>
/// <param name="text">The text without the name.</param>
/// <param name="values">The values without the name.</param>
/// <param name="name">The publisher's name.</param>
internal sealed class NamedLogState(string text, IReadOnlyList<KeyValuePair<string, object?>> values, string name) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => values.Count + 1;

    public KeyValuePair<string, object?> this[int index] => index == values.Count ? new(MessagingTags.PublisherName, name) : values[index];

    public override string ToString() => $"{text} (publisher '{name}')";

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
