namespace GoQueue.Formats;

/// <summary>What became of a message that was given to a <see cref="MessageDispatcher{TState}"/>.</summary>
public enum DispatchOutcome
{
    /// <summary>No handler takes this event in this major version, and there is no <see cref="MessageDispatcherBuilder{TState}.Otherwise"/>.</summary>
    NoHandler = 0,

    /// <summary>A handler has taken it and has ended.</summary>
    Handled = 1,

    /// <summary>The message cannot be read: it will not become readable by another delivery.</summary>
    Unreadable = 2,
}
