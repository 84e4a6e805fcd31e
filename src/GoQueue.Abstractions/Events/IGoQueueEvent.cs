using System.ComponentModel;

namespace GoQueue;

/// <summary>
/// An event whose type is known only at run time: the base of every generated event. An aggregate can collect its events
/// in a <c>List&lt;IGoQueueEvent&gt;</c> and publish each with <c>publisher.PublishAsync(@event)</c>. Never implement it
/// by hand: put <see cref="GoQueueEventAttribute"/> on a partial record. Safe to use from any thread.
/// </summary>
public interface IGoQueueEvent
{
    /// <summary>The descriptor of the event's own type. Implemented by generated code and by <see cref="IGoQueueEvent{TSelf}"/> only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal EventDescriptor RuntimeDescriptor { get; }
}
