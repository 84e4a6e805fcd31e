namespace GoQueue.Generators.Models;

/// <summary>How much of an event can be generated, so that one mistake gives one GQ error and not a cascade of the compiler's.</summary>
internal enum EventHealth
{
    /// <summary>Everything is generated.</summary>
    Sound,

    /// <summary>The declaration has an error: members and methods are there to compile against, and throw.</summary>
    Broken,

    /// <summary>Not partial: the type itself cannot be extended, only the publish method can exist.</summary>
    Closed,
}
