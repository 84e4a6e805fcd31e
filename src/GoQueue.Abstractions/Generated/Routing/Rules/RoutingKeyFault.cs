using System.ComponentModel;

namespace GoQueue.Generated.Routing.Rules;

/// <summary>Why a text cannot be a routing key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RoutingKeyFault
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>It has no character.</summary>
    Empty,

    /// <summary>It is longer than 255 bytes of UTF-8 (AMQP 0-9-1, short string).</summary>
    TooLong,

    /// <summary>It has a <c>*</c> or <c>#</c>: ordinary characters in a published key, which no binding means.</summary>
    Wildcard,

    /// <summary>Two dots stand side by side, or one stands first or last.</summary>
    EmptyWord,

    /// <summary>It has a control character or line separator, which would forge lines in logs.</summary>
    ControlCharacter,

    /// <summary>It has half of a surrogate pair, which UTF-8 cannot carry.</summary>
    LoneSurrogate,
}
