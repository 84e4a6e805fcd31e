using System.ComponentModel;

namespace GoQueue.Generated.Routing;

/// <summary>Adds the members that travel as headers.</summary>
/// <typeparam name="T">The event.</typeparam>
/// <param name="value">The event, not null.</param>
/// <param name="headers">The message's headers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void EventHeaderWriter<in T>(T value, MessageHeaders headers);
