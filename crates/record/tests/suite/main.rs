//! The record from outside: gathering, keeping, finding, verifying, and whatever may happen to the file.

mod archives;
mod damage;
mod deciding;
mod errors;
mod events;
mod gathering;
mod invented;
mod keeping;
mod killed;
mod namesakes;
mod people;
mod searching;
mod taking_back;
