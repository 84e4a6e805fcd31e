// The rooms of GoQueue.Core that the outbox uses, in one place.
global using GoQueue.Delivery.Operations;
global using GoQueue.Messages;
global using GoQueue.Publishing;
global using GoQueue.Publishing.Composition;
