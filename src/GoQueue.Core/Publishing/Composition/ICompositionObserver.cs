namespace GoQueue.Publishing.Composition;

/// <summary>Hears that a message has been composed: from then on its bytes are held until it is settled.</summary>
internal interface ICompositionObserver
{
    /// <summary>Called on the publishing thread, or a middleware's; more than once where a middleware sends twice. Must not throw.</summary>
    void Composed(int bytes);
}
