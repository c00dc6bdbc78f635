// While pages are made, on a server, this does nothing.
import "passmuster/element";
