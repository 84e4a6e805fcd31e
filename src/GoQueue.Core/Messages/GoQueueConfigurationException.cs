namespace GoQueue;

/// <summary>A publisher cannot be built from its settings. The message names the setting and what to write there.</summary>
/// <param name="message">One sentence: the setting, the fault, the cure. Control and format characters are shown escaped.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class GoQueueConfigurationException(string message, Exception? innerException = null) : Exception(PrintableText.Line(message), innerException);
