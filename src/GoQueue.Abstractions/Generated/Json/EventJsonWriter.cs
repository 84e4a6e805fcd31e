using System.ComponentModel;

namespace GoQueue.Generated.Json;

/// <summary>Writes one value as JSON straight into the message's buffer.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="json">The writer; grows its buffer as needed.</param>
/// <param name="value">The value; <see langword="null"/> is written as <c>null</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void EventJsonWriter<in T>(ref JsonSpanWriter json, T value);
