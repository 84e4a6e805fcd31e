namespace GoQueue.Brokers;

/// <summary>A broker for tests could not be started, reached or controlled. The message says what to do about it.</summary>
public sealed class BrokerSetupException(string message, Exception? innerException = null) : Exception(message, innerException);
